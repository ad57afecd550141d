/** A sparse row: indices ascending, values of the same length. */
export interface Row {
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

/** What `trainSvm` learns: one weight a feature, and a constant. */
export interface Separator {
  readonly weights: Float64Array;
  readonly bias: number;
}

const ROUNDS = 60;
const CLOSE_ENOUGH = 1e-3;

/**
 * L2-regularised linear separation with squared hinge loss by dual coordinate descent (Hsieh et al., ICML 2008, the
 * method of liblinear). `labels` are 1 or -1; `cost` weighs an error of each class. Deterministic.
 */
export function trainSvm(
  rows: readonly Row[],
  labels: Int8Array,
  width: number,
  cost: { readonly positive: number; readonly negative: number },
): Separator {
  const weights = new Float64Array(width);
  let bias = 0;
  const count = rows.length;
  const alpha = new Float64Array(count);
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const soft = Float64Array.from(labels, (label) => 0.5 / (label > 0 ? cost.positive : cost.negative));
  const diagonal = Float64Array.from(rows, ({ values }, i) => {
    let squares = 1;
    for (const value of values) squares += value * value;
    return squares + (soft[i] ?? 0);
  });
  let state = 20_260_101;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = count - 1; i > 0; i--) {
      const j = random(i + 1);
      const kept = order[i] ?? 0;
      order[i] = order[j] ?? 0;
      order[j] = kept;
    }
    let worst = 0;
    for (const i of order) {
      const { indices, values } = rows[i] as Row;
      const label = labels[i] ?? 1;
      let sum = bias;
      for (let k = 0; k < indices.length; k++) sum += (weights[indices[k] ?? 0] ?? 0) * (values[k] ?? 0);
      const old = alpha[i] ?? 0;
      const gradient = label * sum - 1 + (soft[i] ?? 0) * old;
      const projected = old === 0 ? Math.min(gradient, 0) : gradient;
      worst = Math.max(worst, Math.abs(projected));
      if (Math.abs(projected) < 1e-12) continue;
      const next = Math.max(old - gradient / (diagonal[i] ?? 1), 0);
      alpha[i] = next;
      const step = (next - old) * label;
      bias += step;
      for (let k = 0; k < indices.length; k++) {
        const index = indices[k] ?? 0;
        weights[index] = (weights[index] ?? 0) + step * (values[k] ?? 0);
      }
    }
    if (worst < CLOSE_ENOUGH) break;
  }
  return { weights, bias };
}
