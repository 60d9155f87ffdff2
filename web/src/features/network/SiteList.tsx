import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState, type RefObject } from "react";
import { EmptyState } from "../../ui/states";
import { network as words } from "../../words/network";
import type { Site } from "./model";
import { SiteCard, SiteHeads } from "./SiteCard";

const GAP = 12;
const [HEAD, LINE, PHONE_HEAD, PHONE_LINE] = [54, 44, 56, 134];

/** Every site with its tanks; only those in sight stand in the page, however many there are. */
export function SiteList({ sites }: { sites: readonly Site[] }) {
  const frame = useRef<HTMLDivElement>(null);
  const top = useTop(frame);
  const isPhone = matchMedia("(width < 40rem)").matches;
  const [head, line] = isPhone ? [PHONE_HEAD, PHONE_LINE] : [HEAD, LINE];
  const lines = useWindowVirtualizer({
    count: sites.length,
    estimateSize: (at) => head + Math.max(1, sites[at]?.tanks.length ?? 1) * line + GAP,
    getItemKey: (at) => sites[at]?.place.id ?? at,
    scrollMargin: top,
    overscan: 4,
  });
  if (sites.length === 0) return <EmptyState title={words.list.nothing}>{words.list.nothingHint}</EmptyState>;
  return (
    <section aria-label={words.list.title}>
      <SiteHeads />
      <div
        ref={frame}
        role="list"
        aria-label={words.list.title}
        className="relative mt-2"
        style={{ height: lines.getTotalSize() }}
      >
        {lines.getVirtualItems().map(({ index, key, start }) => (
          <div
            key={key}
            role="listitem"
            aria-posinset={index + 1}
            aria-setsize={sites.length}
            data-index={index}
            ref={lines.measureElement}
            className="absolute inset-x-0 top-0 pb-3"
            style={{ transform: `translateY(${start - top}px)` }}
          >
            <SiteCard site={sites[index]!} />
          </div>
        ))}
      </div>
    </section>
  );
}

/** How far below the top of the page an element begins, pixels; what stands over it may grow. */
function useTop(frame: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = () =>
      frame.current && setTop(Math.round(frame.current.getBoundingClientRect().top + scrollY));
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(document.body);
    return () => watcher.disconnect();
  }, [frame]);
  return top;
}
