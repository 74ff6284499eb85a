/* Written in old JavaScript: an old Node must run it to report that it is too old. */
var needed = [20, 19];
var parts = process.versions.node.split('.');
var major = Number(parts[0]);
var minor = Number(parts[1]);

if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  console.error(
    'Cachescope needs Node.js ' +
      needed.join('.') +
      ' or newer, and this is ' +
      process.versions.node +
      ': install a current release from https://nodejs.org and try again.',
  );
  process.exit(1);
}
