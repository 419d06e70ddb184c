/** Standard normal distribution. Cdf through erfc by W. J. Cody's rational approximations (Math. Comp. 1969), relative error below 1e-15; quantile by M. J. Wichura's AS 241. */

const SQRT_2 = Math.SQRT2
const ONE_OVER_SQRT_PI = 0.5641895835477563

function polynomial(x: number, coefficients: readonly number[]): number {
  let sum = 0
  for (const coefficient of coefficients) sum = sum * x + coefficient
  return sum
}

const ERF_P = [
  1.85777706184603153e-1, 3.1611237438705656, 1.13864154151050156e2, 3.77485237685302021e2, 3.20937758913846947e3,
]
const ERF_Q = [1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3]
const ERFC_P = [
  2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594, 6.61191906371416295e1, 2.98635138197400131e2,
  8.8195222124176909e2, 1.71204761263407058e3, 2.05107837782607147e3, 1.23033935479799725e3,
]
const ERFC_Q = [
  1, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2, 1.62138957456669019e3, 3.29079923573345963e3,
  4.36261909014324716e3, 3.43936767414372164e3, 1.23033935480374942e3,
]
const TAIL_P = [
  1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1, 1.25781726111229246e-1,
  1.60837851487422766e-2, 6.58749161529837803e-4,
]
const TAIL_Q = [
  1, 2.56852019228982242, 1.87295284992346047, 5.27905102951428412e-1, 6.05183413124413191e-2, 2.33520497626869185e-3,
]

/** Complementary error function. */
function erfc(x: number): number {
  const y = Math.abs(x)
  if (y <= 0.46875) return 1 - (x * polynomial(y * y, ERF_P)) / polynomial(y * y, ERF_Q)
  let tail: number
  if (y <= 4) tail = polynomial(y, ERFC_P) / polynomial(y, ERFC_Q)
  else {
    const inverse = 1 / (y * y)
    tail = (ONE_OVER_SQRT_PI - (inverse * polynomial(inverse, TAIL_P)) / polynomial(inverse, TAIL_Q)) / y
  }
  // exp(−y²) without losing the low bits of y²
  const rounded = Math.trunc(y * 16) / 16
  const value = Math.exp(-rounded * rounded) * Math.exp(-(y - rounded) * (y + rounded)) * tail
  return x < 0 ? 2 - value : value
}

/** P(Z ≤ x). */
export function normalCdf(x: number): number {
  return 0.5 * erfc(-x / SQRT_2)
}

/** P(Z > x), exact in the upper tail. */
export function normalSf(x: number): number {
  return 0.5 * erfc(x / SQRT_2)
}

const CENTRAL_A = [
  2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125,
  1971.5909503065514427, 133.14166789178437745, 3.387132872796366608,
]
const CENTRAL_B = [
  5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867, 5394.1960214247511077,
  687.1870074920579083, 42.313330701600911252, 1,
]
const MIDDLE_C = [
  7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
  3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734,
]
const MIDDLE_D = [
  1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
  0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1,
]
const FAR_E = [
  2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093,
  0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772,
]
const FAR_F = [
  2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
  0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1,
]

/** x with P(Z ≤ x) = p; ±Infinity at 0 and 1, NaN outside. */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q
    return (q * polynomial(r, CENTRAL_A)) / polynomial(r, CENTRAL_B)
  }
  const tail = Math.min(p, 1 - p)
  if (tail === 0) return q < 0 ? -Infinity : Infinity
  const r = Math.sqrt(-Math.log(tail))
  const value =
    r <= 5
      ? polynomial(r - 1.6, MIDDLE_C) / polynomial(r - 1.6, MIDDLE_D)
      : polynomial(r - 5, FAR_E) / polynomial(r - 5, FAR_F)
  return q < 0 ? -value : value
}
