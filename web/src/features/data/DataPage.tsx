import { useMay } from "../../client/may";
import { useHome, useImports, useSession } from "../../client/queries";
import { PageHead } from "../../ui/Card";
import { EmptyState } from "../../ui/states";
import { SampleBanner } from "../scope";
import { FindingsCard } from "./FindingsCard";
import { ImportsCard } from "./ImportsCard";
import { SampleStrip } from "./SampleStrip";
import { TieOut } from "./TieOut";
import { UploadCard } from "./UploadCard";

/** What came in, what became of it, and what a person should look at. */
export function DataPage() {
  return useSession().data?.is_limited ? <PartOnly /> : <Files />;
}

/** The lists show whole files, so they are for whoever sees every row. */
function PartOnly() {
  return (
    <>
      <PageHead title="Data">Every file that came in, and what became of it.</PageHead>
      <section className="rounded-card border border-line bg-surface shadow-card">
        <EmptyState title="You see some rows only" action={{ label: "Go to Home", href: "/" }}>
          What came in is listed file by file, with rows that are not for you. Your figures are on the Home
          page; ask an admin of your organisation if you need more.
        </EmptyState>
      </section>
    </>
  );
}

function Files() {
  const home = useHome();
  const imports = useImports();
  const mayImport = useMay("import");
  const ownsPlatform = useMay("platform");
  return (
    <>
      {home.data?.is_simulated && <SampleBanner />}
      <PageHead title="Data">
        Every file that came in, what became of it, and each cell that does not agree with its neighbours.
      </PageHead>
      {mayImport && <UploadCard />}
      <TieOut imports={imports.data} />
      <FindingsCard imports={imports.data} />
      <ImportsCard imports={imports} />
      {ownsPlatform && home.data && !home.data.is_simulated && (
        <SampleStrip hasSample={home.data.has_sample} />
      )}
    </>
  );
}
