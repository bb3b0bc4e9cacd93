// tools/press.mjs: copies a folder and presses each file that gains by it, as file.br and file.gz.
//   node tools/press.mjs FROM TO
// SPDX-License-Identifier: AGPL-3.0-or-later
import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const gains = /\.(html|js|mjs|css|json|webmanifest|wasm|svg|txt)$/;
const [from, to] = process.argv.slice(2);

const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
const gzip = (bytes) => gzipSync(bytes, { level: 9 });

const press = (path, ending, pack, bytes) => {
  const packed = pack(bytes);
  if (packed.length < bytes.length * 0.95) writeFileSync(path + ending, packed);
};

const walk = (folder) => {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) walk(path);
    else if (gains.test(name)) {
      const bytes = readFileSync(path);
      press(path, '.br', brotli, bytes);
      press(path, '.gz', gzip, bytes);
    }
  }
};

rmSync(to, { recursive: true, force: true });
cpSync(from, to, { recursive: true });
walk(to);
