/**
 * Packages that are published without the text of their license, reviewed by hand. The key names the version, so that
 * another version asks for another look.
 */
export const reviewedLicenses = new Map([
  ['@nodable/entities@3.1.0', mit('Amit Gupta')],
  ['binary@0.3.0', mit('James Halliday')],
  // 0.1.1 names no license; the author's repository does since: "MIT/X11".
  ['buffers@0.1.1', mit('James Halliday')],
  ['chainsaw@0.1.0', mit('James Halliday')],
]);

function mit(holder) {
  const text = `MIT License

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any user obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit users to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`;
  return { license: 'MIT', text };
}
