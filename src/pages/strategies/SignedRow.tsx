/** How many systems have signed, in words with a square for each beside them. */
export function SignedRow({ signed, systems }: { signed: number; systems: number }) {
  const squares = Array.from({ length: systems }, (_, place) => place)
  return (
    <span className="signed-row">
      <svg
        className="signed-squares"
        viewBox={`0 0 ${systems * 11} 10`}
        width={systems * 11}
        height="10"
        aria-hidden="true"
      >
        {squares.map((place) => (
          <rect
            key={place}
            x={place * 11 + 0.75}
            y="0.75"
            width="8.5"
            height="8.5"
            className={place < signed ? 'signed-square-full' : 'signed-square'}
          />
        ))}
      </svg>
      <span className="numbers">
        {signed} of {systems} signed
      </span>
    </span>
  )
}
