import { useState } from "react";
import { useLocation } from "wouter";
import { useAddGauge, type GaugeFound, type GaugeLook } from "../../../client/gauges";
import type { Network } from "../../../client/network";
import { Button } from "../../../ui/Button";
import { Card } from "../../../ui/Card";
import { Combobox } from "../../../ui/Combobox";
import { Field } from "../../../ui/Field";
import { Select } from "../../../ui/Select";
import { Tick } from "../../../ui/Tick";
import { EmptyState, ErrorState } from "../../../ui/states";
import { toast } from "../../../ui/Toasts";
import { gauge as words } from "../../../words/gauge";
import { siteLink } from "../links";
import { TankFoundRow } from "./TankFoundRow";
import { begun, missingIn, siteOf, toSave, type Wanted } from "./wanted";

const KINDS = Object.entries(words.place.kinds).map(([value, label]) => ({ value, label }));

interface FoundCardProps {
  asked: GaugeLook;
  found: GaugeFound;
  network: Network;
}

/** What a gauge has, how its tanks stand, and what each is in the network. */
export function FoundCard({ asked, found, network }: FoundCardProps) {
  const [wanted, setWanted] = useState(() => begun(asked, found, network));
  const save = useAddGauge();
  const [, go] = useLocation();
  const missing = missingIn(wanted);
  const site = siteOf(wanted);
  const tanks = network.tanks.filter(({ place }) => place === site);
  const change = (part: Partial<Wanted>) => setWanted((now) => ({ ...now, ...part }));
  const send = () =>
    save.mutate(toSave(asked, wanted), {
      onSuccess: () => {
        toast(words.save.done(wanted.gauge));
        go(siteLink(site));
      },
    });
  return (
    <Card title={words.found.title} hint={<About found={found} />}>
      {found.tanks.length === 0 && <EmptyState title={words.found.none}>{words.found.noneHint}</EmptyState>}
      <Where wanted={wanted} network={network} onChange={change} />
      <ul className="mt-5 divide-y divide-line border-y border-line">
        {found.tanks.map((each) => (
          <TankFoundRow
            key={each.name}
            found={each}
            site={site}
            tanks={tanks}
            meant={wanted.tanks[each.name] ?? null}
            onChange={(meant) => change({ tanks: { ...wanted.tanks, [each.name]: meant } })}
          />
        ))}
      </ul>
      {found.meters.length > 0 && <p className="mt-3 text-sm text-soft">{words.found.meters}</p>}
      <div className="mt-5 flex flex-col gap-4">
        {save.error && <ErrorState fault={save.error} />}
        <p role="status" className="text-sm text-caution empty:hidden">
          {missing.length > 0 && words.save.needs(missing)}
        </p>
        <Button
          look="primary"
          className="self-start"
          why={save.isPending ? words.save.saving : missing.length > 0 && words.save.needs(missing)}
          onClick={send}
        >
          {save.isPending ? words.save.saving : words.save.run}
        </Button>
      </div>
    </Card>
  );
}

function About({ found }: { found: GaugeFound }) {
  const { make, revision, tanks, meters, drops, clock_off_s } = found;
  const name = [make, revision].filter(Boolean).join(" ");
  return (
    <span role="status">
      {words.found.told(name, tanks.length, meters.length)}. {drops !== null && words.found.drops(drops)}{" "}
      {clock_off_s !== null && words.found.clock(clock_off_s)}
    </span>
  );
}

interface WhereProps {
  wanted: Wanted;
  network: Network;
  onChange: (part: Partial<Wanted>) => void;
}

/** The site that the gauge stands at, and what the gauge is called. */
function Where({ wanted, network, onChange }: WhereProps) {
  const { fresh, isNewSite, site } = wanted;
  const said = words.place;
  const known = network.gauges?.find(({ id }) => id === wanted.gauge.trim());
  const named = (place: string) => wanted.gauge || (place && `${place}-gauge`);
  return (
    <fieldset className="max-w-3xl">
      <legend className="mb-2 text-sm font-semibold">{said.title}</legend>
      {network.places.length > 0 && (
        <Tick label={said.fresh} isOn={isNewSite} onChange={(isOn) => onChange({ isNewSite: isOn })} />
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        {isNewSite ? (
          <>
            <Field
              label={said.id}
              hint={said.idHint}
              value={fresh.id}
              maxLength={128}
              onChange={(event) => onChange({ fresh: { ...fresh, id: event.target.value } })}
              onBlur={() => onChange({ gauge: named(fresh.id.trim()) })}
            />
            <Field
              label={said.name}
              value={fresh.name}
              maxLength={300}
              onChange={(event) => onChange({ fresh: { ...fresh, name: event.target.value } })}
            />
            <Select
              isField
              label={said.kind}
              value={fresh.kind}
              options={KINDS}
              onChange={(kind) => onChange({ fresh: { ...fresh, kind: kind as Wanted["fresh"]["kind"] } })}
            />
          </>
        ) : (
          <div>
            <span className="mb-1.5 block text-sm font-medium">{said.site}</span>
            <Combobox
              isField
              label={said.site}
              none={said.choose}
              options={network.places.map(({ id, name }) => ({ value: id, label: `${name} (${id})` }))}
              value={site}
              onChange={(place) => onChange({ site: place, gauge: named(place) })}
            />
          </div>
        )}
        <Field
          label={said.gauge}
          hint={known && said.known(known.id)}
          value={wanted.gauge}
          maxLength={128}
          onChange={(event) => onChange({ gauge: event.target.value })}
        />
      </div>
    </fieldset>
  );
}
