import { useRef, useState } from "react";
import { LARGEST_FILE, matched, readMap, type Matched } from "../../charts/regions";
import type { CountryRegion } from "../../client/country";
import { Fault } from "../../client/requests";
import { Button } from "../../ui/Button";
import { ErrorState } from "../../ui/states";
import { toast } from "../../ui/Toasts";
import { regions } from "../../words/regions";
import type { OwnMapKept } from "./ownMap";

const words = regions.own;

interface OwnMapNoteProps {
  own: OwnMapKept;
  /** What of the map belongs to the regions; null where there is none. */
  match: Matched | null;
  regions: readonly CountryRegion[];
}

/** The way to bring a map of one's own, what of it is shown, and the way back to the tiles. */
export function OwnMapNote({ own, match, regions: wanted }: OwnMapNoteProps) {
  const chooser = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<Fault | null>(null);

  async function take(file: File | undefined) {
    if (!file) return;
    const read = file.size > LARGEST_FILE ? "large" : readMap(await file.text(), file.name);
    if (typeof read === "string")
      return setFault(new Fault(0, words.refusals[read], file.name, words.fixes[read]));
    const { polygons, strange } = matched(read, wanted);
    if (polygons.size === 0)
      return setFault(
        new Fault(0, words.noneMatch(strange), file.name, words.nameThem(wanted.map((each) => each.name))),
      );
    setFault(null);
    if (!own.keep(read)) toast(words.notKept);
  }

  return (
    <div className="flex flex-col gap-2">
      {fault && <ErrorState fault={fault} />}
      {own.map && match && <Said file={own.map.file} match={match} count={wanted.length} />}
      <div className="-ml-3.5 flex flex-wrap items-center">
        <input
          ref={chooser}
          type="file"
          accept=".geojson,.json,application/geo+json,application/json"
          aria-label={words.file}
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            void take(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
        <Button look="bare" title={words.hint} onClick={() => chooser.current?.click()}>
          {own.map ? words.another : words.use}
        </Button>
        {own.map && (
          <Button look="bare" onClick={() => own.keep(null)}>
            {words.remove}
          </Button>
        )}
      </div>
    </div>
  );
}

function Said({ file, match, count }: { file: string; match: Matched; count: number }) {
  const { polygons, missing, strange } = match;
  return (
    <p role="status">
      {words.shown(file, polygons.size, count)}
      {missing.length > 0 && ` ${words.missing(missing)}`}
      {strange.length > 0 && ` ${words.strange(strange)}`}
    </p>
  );
}
