/** Takes all panels of a page along as one file that the platform writes. */
import { fetchFile } from "../../client/requests";
import { download } from "../../ui/download";
import { toast } from "../../ui/Toasts";
import { fileName } from "../../charts/exports";
import { panels as words } from "../../words/charts";
import type { PanelData } from "./page";

export async function takePage(
  title: string,
  panels: readonly PanelData[],
  format: "pdf" | "xlsx",
): Promise<void> {
  toast(words.isWritten);
  try {
    const { name, content } = await fetchFile("/api/reports", { title, panels, format });
    const called = name || fileName(title, format);
    download(called, content);
    toast(words.isHere(called));
  } catch (fault) {
    toast(fault instanceof Error ? fault.message : String(fault), { tone: "bad" });
  }
}

/** Panels as they stand on the page, from top to bottom and from left to right. */
export function inOrder(panels: readonly PanelData[]): PanelData[] {
  const place = ({ id }: PanelData) => document.getElementById(id)?.getBoundingClientRect();
  return [...panels].sort((a, b) => {
    const [one, other] = [place(a), place(b)];
    if (!one || !other) return Number(!one) - Number(!other);
    return Math.abs(one.top - other.top) > 8 ? one.top - other.top : one.left - other.left;
  });
}
