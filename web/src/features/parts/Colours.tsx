import type { ReactNode } from "react";
import { Card } from "../../ui/Card";
import { words } from "../../words/parts";

const GROUNDS = ["ground", "surface", "surface-raised", "surface-sunken", "accent-wash"] as const;
const TEXTS = ["ink", "ink-soft", "ink-faint", "accent-strong"] as const;
const TONES = ["accent", "good", "caution", "bad"] as const;
const SERIES = [1, 2, 3, 4, 5, 6, 7, 8] as const;
const STEPS = [1, 2, 3, 4, 5, 6, 7] as const;

/** The tokens' colours and type, as the present theme reads them. */
export function Colours() {
  return (
    <div className="grid grid-cols-1 gap-6 xl:grid-cols-2">
      <Card title={words.colours.title} hint={words.colours.hint}>
        <div className="flex flex-col gap-5">
          <Row name={words.colours.grounds}>
            {GROUNDS.map((ground) => (
              <div
                key={ground}
                className="flex gap-3 rounded-lg border border-line px-3 py-2"
                style={{ background: `var(--${ground})` }}
              >
                {TEXTS.map((text) => (
                  <span key={text} className="text-sm font-medium" style={{ color: `var(--${text})` }}>
                    {words.colours.sample}
                  </span>
                ))}
              </div>
            ))}
          </Row>
          <Row name={words.colours.tones}>
            {TONES.map((tone) => (
              <span
                key={tone}
                className="rounded-lg px-3 py-2 text-sm font-medium"
                style={{ background: `var(--${tone}-wash)`, color: `var(--${tone})` }}
              >
                {tone}
              </span>
            ))}
          </Row>
          <Row name={words.colours.series}>
            {SERIES.map((step) => (
              <Swatch key={step} ground={`--chart-series-${step}`} said={String(step)} />
            ))}
            <Swatch ground="--chart-others" said={words.colours.others} />
          </Row>
          <Ramp name={words.colours.seq} ramp="seq" />
          <Ramp name={words.colours.div} ramp="div" />
        </div>
      </Card>
      <Card title={words.type.title} hint={words.type.hint}>
        <div className="flex flex-col gap-3">
          <p className="text-[1.75rem] font-semibold leading-9 tracking-tight">{words.type.page}</p>
          <p className="text-base font-semibold tracking-tight">{words.type.card}</p>
          <p>{words.type.body}</p>
          <p className="text-sm text-soft">{words.type.body}</p>
          <p className="text-xs text-faint">{words.type.small}</p>
          <p className="figures text-figure font-semibold tracking-tight">{words.type.figure}</p>
        </div>
      </Card>
    </div>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <p className="mb-2 text-xs font-medium text-faint">{name}</p>
      <div className="flex flex-wrap gap-2">{children}</div>
    </div>
  );
}

function Ramp({ name, ramp }: { name: string; ramp: "seq" | "div" }) {
  return (
    <div>
      <p className="mb-2 text-xs font-medium text-faint">{name}</p>
      <div className="grid grid-cols-7 gap-1">
        {STEPS.map((step) => (
          <span
            key={step}
            className="grid h-9 place-items-center rounded-md text-sm font-medium"
            style={{ background: `var(--chart-${ramp}-${step})`, color: `var(--chart-${ramp}-on-${step})` }}
          >
            {step}
          </span>
        ))}
      </div>
    </div>
  );
}

function Swatch({ ground, said }: { ground: string; said: string }) {
  return (
    <span className="flex items-center gap-1.5 text-xs text-soft">
      <span className="size-5 rounded" style={{ background: `var(${ground})` }} />
      {said}
    </span>
  );
}
