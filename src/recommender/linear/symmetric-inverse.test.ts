import { expect, test } from 'vitest';
import { Random } from '../../base/random';
import { invertSymmetric } from './symmetric-inverse';

test.each([1, 2, 63, 64, 65, 130])('a matrix of %i rows times its inverse is the identity', (n) => {
  const random = Random.for(7, 'matrix');
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      const value = random.next() - 0.5;
      matrix[i * n + j] = value;
      matrix[j * n + i] = value;
    }
  for (let i = 0; i < n; i++) matrix[i * n + i] = n;
  const inverse = matrix.slice();
  const steps = invertSymmetric(inverse, n);
  while (!steps.next().done);
  let worst = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += (matrix[i * n + k] as number) * (inverse[k * n + j] as number);
      worst = Math.max(worst, Math.abs(sum - (i === j ? 1 : 0)));
    }
  expect(worst).toBeLessThan(1e-9);
});
