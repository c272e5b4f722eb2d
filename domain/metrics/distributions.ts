/**
 * Quantiles of the three distributions that the metrics need: normal, Poisson (exact limits of a
 * count) and Student's t (whole degrees of freedom). Pure numbers in, pure numbers out; a
 * probability outside (0, 1) gives NaN.
 */

/** Numerator and denominator of one branch of AS 241, lowest power first. */
type Rational = readonly [numerator: readonly number[], denominator: readonly number[]]

const CENTRE: Rational = [
  [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.693765509461,
    45921.95393154987, 67265.7709270087, 33430.57558358813, 2509.0809287301227,
  ],
  [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597,
    39307.89580009271, 28729.085735721943, 5226.495278852545,
  ],
]
const TAIL: Rational = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045,
    1.2704582524523684, 0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008,
    0.015198666563616457, 0.0005475938084995345, 1.0507500716444169e-9,
  ],
]
const FAR_TAIL: Rational = [
  [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487,
    0.026532189526576124, 0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
  ],
  [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
    0.000018463183175100548, 1.421511758316446e-7, 2.0442631033899397e-15,
  ],
]

/**
 * The value below which a standard normal variable falls with probability `p`.
 * Source: Wichura MJ. Algorithm AS 241, PPND16. Applied Statistics 1988;37:477-484 (about 1 part
 * in 10^16).
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) return Number.NaN
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) return q * ratio(CENTRE, 0.180625 - q * q)
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p))
  const z = r <= 5 ? ratio(TAIL, r - 1.6) : ratio(FAR_TAIL, r - 5)
  return q < 0 ? -z : z
}

/** P(X <= `count`) for a Poisson variable of the given mean. */
export function poissonCdf(count: number, mean: number): number {
  if (mean === 0) return 1
  // In logarithms: the first terms of a large mean are too small for a number of their own.
  let logTerm = -mean
  let sum = Math.exp(logTerm)
  for (let k = 1; k <= count; k++) {
    logTerm += Math.log(mean / k)
    sum += Math.exp(logTerm)
  }
  return Math.min(sum, 1)
}

/**
 * The Poisson mean under which P(X <= `count`) is `p`: half the chi-square quantile of 1 - p with
 * 2 x count + 2 degrees of freedom, which is how exact limits of a count are usually written.
 */
export function poissonMeanFor(p: number, count: number): number {
  if (!(p > 0 && p < 1)) return Number.NaN
  return bisect((mean) => p - poissonCdf(count, mean), 0, count + 10)
}

/**
 * The value below which Student's t with `df` (a whole number, 1 or more) falls with probability
 * `p`. The distribution function is the finite series of Abramowitz and Stegun, 26.7.3 and 26.7.4.
 */
export function studentQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1) || !Number.isInteger(df) || df < 1) return Number.NaN
  if (p === 0.5) return 0
  const central = Math.abs(2 * p - 1)
  const t = bisect((x) => studentCentral(x, df) - central, 0, 4)
  return p < 0.5 ? -t : t
}

/** P(|T| <= t). */
function studentCentral(t: number, df: number): number {
  const angle = Math.atan(t / Math.sqrt(df))
  const cosine = Math.cos(angle)
  const sine = Math.sin(angle)
  const odd = df % 2 === 1
  if (df === 1) return (2 * angle) / Math.PI
  let term = odd ? cosine : 1
  let sum = term
  for (let k = odd ? 3 : 2; k <= df - 2; k += 2) {
    term *= ((k - 1) / k) * cosine * cosine
    sum += term
  }
  return odd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum
}

/** Root of an increasing function, between `low` and a bound that is doubled until it is high enough. */
function bisect(f: (x: number) => number, low: number, high: number): number {
  let below = low
  let above = high
  while (f(above) < 0) above *= 2
  for (let i = 0; i < 200; i++) {
    const middle = (below + above) / 2
    if (middle === below || middle === above) break
    if (f(middle) < 0) below = middle
    else above = middle
  }
  return (below + above) / 2
}

function ratio([numerator, denominator]: Rational, x: number): number {
  return polynomial(numerator, x) / polynomial(denominator, x)
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0)
}
