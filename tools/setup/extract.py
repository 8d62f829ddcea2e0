"""Extracts chosen parts of a wheel. Usage: extract.py WHEEL FOLDER PREFIX...

A prefix is a file, or a folder with a trailing slash. Only paths inside the wheel that stay inside FOLDER are written.
"""
import os
import shutil
import sys
import zipfile

wheel, folder, *prefixes = sys.argv[1:]
folder = os.path.realpath(folder)
with zipfile.ZipFile(wheel) as archive:
    for info in archive.infolist():
        if info.is_dir() or not info.filename.startswith(tuple(prefixes)):
            continue
        target = os.path.realpath(os.path.join(folder, info.filename))
        if not target.startswith(folder + os.sep):
            sys.exit(f"{info.filename} would leave the folder")
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with archive.open(info) as source, open(target, "wb") as sink:
            shutil.copyfileobj(source, sink, 1 << 20)
        os.chmod(target, 0o755 if (info.external_attr >> 16) & 0o111 else 0o644)
