import { useState } from "react";
import { Button, IconButton } from "../../../ui/Button";
import { shownZone } from "../../../ui/dates";
import { Field } from "../../../ui/Field";
import { Chevron, Minus, Plus } from "../../../ui/icons";
import { Popover } from "../../../ui/Popover";
import { Segmented } from "../../../ui/Segmented";
import { network } from "../../../words/network";
import { boxInstant, boxText, PRESETS, shifted, zoomed, type Preset, type Span } from "./span";

const words = network.tank.course;
const ORDER: readonly Preset[] = ["1h", "24h", "7d", "30d", "90d", "1y"];

interface SpanBarProps {
  preset: Preset | null;
  span: Span | null;
  onPreset: (preset: Preset) => void;
  onSpan: (span: Span) => void;
}

/** Which time is shown: the last hours or days, a span of one's own, and steps from what is shown. */
export function SpanBar({ preset, span, onPreset, onSpan }: SpanBarProps) {
  const step = (to: (span: Span) => Span) => () => span && onSpan(to(span));
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Segmented
        label={words.span}
        name="span"
        options={ORDER.map((value) => ({ value, label: words.spans[value] }))}
        value={preset ?? ("" as Preset)}
        onChange={onPreset}
      />
      <Popover
        button={<Button look={preset ? "quiet" : "primary"}>{words.own}</Button>}
        label={words.own}
        className="w-72"
      >
        {(close) => (
          <OwnSpan
            span={span}
            onSpan={(next) => {
              onSpan(next);
              close();
            }}
          />
        )}
      </Popover>
      <div className="flex items-center">
        <IconButton icon={Back} label={words.earlier} onClick={step((each) => shifted(each, -0.5))} />
        <IconButton icon={Chevron} label={words.later} onClick={step((each) => shifted(each, 0.5))} />
        <IconButton icon={Plus} label={words.closer} onClick={step((each) => zoomed(each, 0.5))} />
        <IconButton icon={Minus} label={words.further} onClick={step((each) => zoomed(each, 2))} />
        {!preset && (
          <Button look="bare" onClick={() => onPreset(PRESETS[0])}>
            {words.back}
          </Button>
        )}
      </div>
    </div>
  );
}

function Back({ className }: { className?: string }) {
  return <Chevron className={`${className ?? ""} rotate-180`} />;
}

function OwnSpan({ span, onSpan }: { span: Span | null; onSpan: (span: Span) => void }) {
  const zone = shownZone();
  const [from, setFrom] = useState(span ? boxText(span.from, zone) : "");
  const [until, setUntil] = useState(span ? boxText(span.until, zone) : "");
  const asked = { from: boxInstant(from, zone), until: boxInstant(until, zone) };
  const why = !(asked.until > asked.from) && words.notASpan;
  return (
    <div className="flex flex-col gap-3">
      <Field
        label={words.from}
        type="datetime-local"
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
      <Field
        label={words.until}
        hint={words.zone(zone)}
        type="datetime-local"
        value={until}
        onChange={(event) => setUntil(event.target.value)}
      />
      <Button look="primary" why={why} onClick={() => onSpan(asked)}>
        {words.apply}
      </Button>
    </div>
  );
}
