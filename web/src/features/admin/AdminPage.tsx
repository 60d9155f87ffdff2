import { useMay } from "../../client/may";
import { Page } from "../../ui/Page";
import { Tabs } from "../../ui/Tabs";
import { useUrlChoice } from "../../ui/urlState";
import { words } from "../../words/admin";
import { TokensCard } from "../tokens/TokensCard";
import { ActivityCard } from "./ActivityCard";
import { HealthTab } from "./HealthTab";
import { OrganisationTab } from "./OrganisationTab";
import { PeopleCard } from "./PeopleCard";
import { SharesCard } from "./SharesCard";

const PARTS = {
  organisation: OrganisationTab,
  people: PeopleCard,
  tokens: TokensCard,
  shares: SharesCard,
  activity: ActivityCard,
  health: HealthTab,
} as const;
type Part = keyof typeof PARTS;

/** Who may do what here, what happened, and whether everything runs; each part as far as the reader's rights go. */
export function AdminPage() {
  const isAdmin = useMay("administer");
  const shown: readonly [Part, ...Part[]] = isAdmin
    ? ["organisation", "people", "tokens", "shares", "activity", "health"]
    : ["health"];
  const [part, choose] = useUrlChoice<Part>("tab", shown);
  const Content = PARTS[part];
  return (
    <Page title={words.title} hint={words.hint}>
      <Tabs
        label={words.title}
        tabs={shown.map((value) => ({ value, label: words.tabs[value] }))}
        value={part}
        onChange={choose}
      >
        <Content />
      </Tabs>
    </Page>
  );
}
