import type { Alarm } from "../../client/alarms";
import { classes } from "../../ui/classes";
import { alarms as words } from "../../words/alarms";

const SHAPES: Record<Alarm["priority"], string> = {
  high: "M12 2 22.5 21h-21Z",
  medium: "M12 1.5 22.5 12 12 22.5 1.5 12Z",
  low: "M12 2.5a9.5 9.5 0 1 1-.01 0Z",
};
const COLOURS: Record<Alarm["priority"], string> = {
  high: "fill-bad stroke-bad",
  medium: "fill-caution stroke-caution",
  low: "fill-none stroke-ink",
};
const LETTERS: Record<Alarm["priority"], string> = {
  high: "fill-bad-wash",
  medium: "fill-surface",
  low: "fill-ink",
};

/** A priority by shape, colour and letter; only what nobody has seen moves, once a second, unless motion is unwanted. */
export function AlarmMark({
  alarm,
}: {
  alarm: Pick<Alarm, "priority" | "is_unacked" | "is_active" | "is_quiet">;
}) {
  const { priority, is_unacked, is_active, is_quiet } = alarm;
  const calls = is_unacked && !is_quiet;
  return (
    <svg
      viewBox="0 0 24 24"
      role="img"
      aria-label={words.priorities[priority]}
      className={classes("size-6 shrink-0", calls && "motion-safe:animate-pulse", !is_active && "opacity-60")}
    >
      <path d={SHAPES[priority]} strokeWidth="1.5" strokeLinejoin="round" className={COLOURS[priority]} />
      <text
        x="12"
        y={priority === "high" ? 18.5 : 16}
        textAnchor="middle"
        fontSize="10"
        fontWeight="700"
        className={LETTERS[priority]}
      >
        {words.letters[priority]}
      </text>
    </svg>
  );
}
