import { useHome, useImports } from "../../client/queries";
import { PageHead } from "../../ui/Card";
import { SampleBanner } from "../home/SampleBanner";
import { FindingsCard } from "./FindingsCard";
import { ImportsCard } from "./ImportsCard";
import { SampleStrip } from "./SampleStrip";
import { TieOut } from "./TieOut";
import { UploadCard } from "./UploadCard";

/** What came in, what became of it, and what a person should look at. */
export function DataPage() {
  const home = useHome();
  const imports = useImports();
  return (
    <>
      {home.data?.is_simulated && <SampleBanner />}
      <PageHead title="Data">
        Every file that came in, what became of it, and each cell that does not agree with its neighbours.
      </PageHead>
      <UploadCard />
      <TieOut imports={imports.data} />
      <FindingsCard imports={imports.data} />
      <ImportsCard imports={imports} />
      {home.data && !home.data.is_simulated && <SampleStrip hasSample={home.data.has_sample} />}
    </>
  );
}
