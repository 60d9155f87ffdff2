import type { Verdict } from "../../client/wetStock";
import { Badge, type Tone } from "../../ui/Badge";
import { wetStock as words } from "../../words/wetStock";

const TONES: Record<Verdict, Tone> = { PASS: "good", FAIL: "bad", INCONCLUSIVE: "caution" };

/** A verdict by word, mark and colour. */
export function VerdictMark({ verdict }: { verdict: Verdict }) {
  return <Badge tone={TONES[verdict]}>{words.verdicts[verdict]}</Badge>;
}
