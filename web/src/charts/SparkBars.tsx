/** Small bars without axes, each before the same of a year ago: the months that make a sum. */
interface SparkBarsProps {
  values: readonly (number | null)[];
  before: readonly (number | null)[];
  className?: string;
}

const HIGH = 30;

export function SparkBars({ values, before, className }: SparkBarsProps) {
  const most = Math.max(0, ...values.map((each) => each ?? 0), ...before.map((each) => each ?? 0));
  if (values.length < 2 || most <= 0) return null;
  const wide = 100 / values.length;
  const bar = (value: number | null | undefined, left: number, part: number, look: string) => {
    const height = (Math.max(0, value ?? 0) / most) * HIGH;
    return <rect x={left} y={HIGH - height} width={wide * part} height={height} className={look} />;
  };
  return (
    <svg viewBox={`0 0 100 ${HIGH}`} preserveAspectRatio="none" className={className} aria-hidden="true">
      {values.map((value, at) => (
        <g key={at}>
          {bar(before[at], at * wide, 0.36, "fill-line-strong")}
          {bar(value, (at + 0.36) * wide, 0.46, "fill-current")}
        </g>
      ))}
    </svg>
  );
}
