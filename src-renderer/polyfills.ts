// The oldest window we run in is Chromium 83: structuredClone, Object.hasOwn, Array.prototype.at and their like.
import 'core-js/stable/index.js';
