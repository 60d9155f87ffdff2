import { PageHead } from "../../ui/Card";
import { ActivityCard } from "./ActivityCard";
import { PeopleCard } from "./PeopleCard";
import { SharesCard } from "./SharesCard";
import { TokensCard } from "./TokensCard";

/** Who may do what in the organisation: people, programs, other organisations; and what all of them did. */
export function PeoplePage() {
  return (
    <>
      <PageHead title="People">Who may do what here: people, programs, and other organisations.</PageHead>
      <div className="flex flex-col gap-6">
        <PeopleCard />
        <TokensCard />
        <SharesCard />
        <ActivityCard />
      </div>
    </>
  );
}
