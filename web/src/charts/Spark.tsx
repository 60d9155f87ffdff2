/** A small line without axes: the way of a figure over its last months. */
export function Spark({ values, className }: { values: readonly (number | null)[]; className?: string }) {
  const known = values.filter((each) => each !== null);
  if (known.length < 2) return null;
  const low = Math.min(...known);
  const reach = Math.max(...known) - low || 1;
  const points = values.flatMap((value, index) =>
    value === null
      ? []
      : [
          `${((index / (values.length - 1)) * 100).toFixed(2)},${(28 - ((value - low) / reach) * 26).toFixed(2)}`,
        ],
  );
  return (
    <svg viewBox="0 0 100 30" preserveAspectRatio="none" className={className} aria-hidden="true">
      <polyline
        points={points.join(" ")}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
