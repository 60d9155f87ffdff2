import { Badge, type Tone } from "../../ui/Badge";

const VERDICTS: Readonly<Record<string, [Tone, string]>> = {
  read: ["good", "Read"],
  stored: ["plain", "Stored"],
  same: ["plain", "Already in"],
  skipped: ["plain", "Skipped"],
  refused: ["bad", "Refused"],
  not_sent: ["bad", "Not sent"],
};

/** What became of a file, in one word. */
export function VerdictBadge({ verdict }: { verdict: string }) {
  const [tone, word] = VERDICTS[verdict] ?? (["plain", verdict] as const);
  return <Badge tone={tone}>{word}</Badge>;
}
