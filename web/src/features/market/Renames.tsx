import { Link } from "wouter";
import { market as words } from "../../words/market";

/** Says that a new name need not be a new company, and where names are settled. */
export function Renames() {
  return (
    <>
      {words.renames}{" "}
      <Link
        href="/data?tab=companies"
        className="font-medium text-accent-strong underline underline-offset-4"
      >
        {words.settle}
      </Link>
    </>
  );
}
