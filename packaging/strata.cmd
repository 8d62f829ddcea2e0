@echo off
rem The strata command of the folder that this file lies in. Untested.
"%~dp0resources\app\node_modules\node\bin\node.exe" "%~dp0resources\app\src-main\cli\entry.ts" %*
