import { Badge, type Tone } from "../../ui/Badge";
import { words } from "../../words/data";

const TONES: Readonly<Record<string, Tone>> = {
  read: "good",
  refused: "bad",
  not_sent: "bad",
  withdrawn: "caution",
};

/** What became of a file, in one word. */
export function VerdictBadge({ verdict }: { verdict: string }) {
  return <Badge tone={TONES[verdict] ?? "plain"}>{words.verdicts[verdict] ?? verdict}</Badge>;
}
