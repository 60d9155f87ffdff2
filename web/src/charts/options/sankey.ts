/** Where it comes from and where it goes: bands as wide as what flows. */
import { columnName } from "../../client/labels";
import { charts } from "../../words/charts";
import type { Drawn, Stop, Task } from "../drawn";
import { flowOf, type FlowLink, type FlowNode } from "../flow";
import { sayColumn, unitsOf } from "../format";
import { shortNames } from "../names";
import { slotsOf, variableOf } from "../palette";
import { frame, tooltip } from "./frame";
import { tip } from "./tip";

export function sankey(task: Task): Drawn {
  const { view, ink, isStill, width, height } = task;
  const unit = task.unit || (unitsOf(task.rows, view.y)[0] ?? "");
  const { nodes, links } = flowOf(task.rows, view, unit);
  const byId = new Map(nodes.map((each) => [each.id, each]));
  const last = (view.path?.length ?? 1) - 1;
  const colour = colours(nodes);
  const names = shortNames(nodes.map((each) => each.name));
  const said = (value: number) => sayColumn(view.y, value, unit);
  const between = (each: FlowLink) => `${byId.get(each.source)?.name} → ${byId.get(each.target)?.name}`;
  // The gap before the last stage holds the names of both its sides.
  const gap = width / Math.max(1, last) - 16;
  const roomOf = (depth: number) => (depth < last - 1 ? gap - 12 : gap / 2 - 12);
  const option = {
    ...frame(task),
    grid: undefined,
    tooltip: tooltip(ink, isStill, (params) => flowTip(params, byId, links, between, said), "item"),
    series: [
      {
        id: view.y,
        type: "sankey",
        left: 2,
        right: 2,
        top: 6,
        bottom: 6,
        nodeWidth: 10,
        nodeGap: gapOf(nodes, height),
        draggable: false,
        emphasis: { focus: "adjacency" },
        lineStyle: { color: "gradient", opacity: 0.3 },
        labelLayout: { hideOverlap: true },
        data: nodes.map((each, at) => ({
          name: each.id,
          depth: each.depth,
          itemStyle: { color: ink.of(colour(each)), borderWidth: 0 },
          label: {
            position: each.depth === last ? "left" : "right",
            color: ink.ink,
            fontSize: 12,
            width: roomOf(each.depth),
            overflow: "truncate",
            formatter: () => names[at],
            textBorderColor: ink.surface,
            textBorderWidth: 2,
          },
        })),
        links: links.map(({ source, target, value }) => ({ source, target, value })),
      },
    ],
  };
  return { option, stops: stopsOf(nodes, links, (each) => `${between(each)}: ${said(each.value)}`, said) };
}

/** So much between the bars of a stage that their names stand under each other, while there is room. */
function gapOf(nodes: readonly FlowNode[], height: number): number {
  const most = Math.max(
    1,
    ...[...new Set(nodes.map((each) => each.depth))].map(
      (depth) => nodes.filter((each) => each.depth === depth).length,
    ),
  );
  return Math.max(4, Math.min(16, (height * 0.6) / most));
}

/** Left and right walk the names, stage by stage and the largest first; up and down the flows of one. */
function stopsOf(
  nodes: readonly FlowNode[],
  links: readonly FlowLink[],
  read: (link: FlowLink) => string,
  said: (value: number) => string,
): Stop[][] {
  const all = links.map((link, dataIndex) => ({ link, dataIndex }));
  return nodes
    .map((node, dataIndex) => ({ node, dataIndex }))
    .sort((a, b) => a.node.depth - b.node.depth || b.node.value - a.node.value)
    .map(({ node, dataIndex }) => [
      {
        text: `${node.name}: ${said(node.value)}`,
        row: { [node.column]: node.code },
        seriesIndex: 0,
        dataIndex,
        dataType: "node" as const,
      },
      ...all
        .filter(({ link }) => [link.source, link.target].includes(node.id))
        .sort((a, b) => b.link.value - a.link.value)
        .map(({ link, dataIndex: at }) => ({
          text: read(link),
          row: link.row,
          seriesIndex: 0,
          dataIndex: at,
          dataType: "edge" as const,
        })),
    ]);
}

function colours(nodes: readonly FlowNode[]): (node: FlowNode) => string {
  const slots = new Map<string, ReadonlyMap<string, number>>();
  for (const column of new Set(nodes.map((each) => each.column))) {
    const codes = nodes.filter((each) => each.column === column).map((each) => each.code);
    slots.set(column, slotsOf(column, codes));
  }
  return ({ column, code }) => variableOf(column, code, slots.get(column) ?? new Map());
}

interface Hovered {
  dataType?: string;
  name?: string;
  dataIndex?: number;
}

function flowTip(
  params: unknown,
  nodes: ReadonlyMap<string, FlowNode>,
  links: readonly FlowLink[],
  between: (link: FlowLink) => string,
  said: (value: number) => string,
): HTMLElement {
  const { dataType, name, dataIndex } = params as Hovered;
  const link = dataType === "edge" ? links[dataIndex ?? -1] : undefined;
  if (link) return tip(between(link), [{ name: charts.flow, value: said(link.value) }], "");
  const node = nodes.get(name ?? "");
  return tip(node?.name ?? "", node ? [{ name: columnName(node.column), value: said(node.value) }] : [], "");
}
