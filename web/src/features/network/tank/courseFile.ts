/** A tank's course as a picture to take along: the canvas as it stands, with what it shows written about it. */
import { shownInk } from "../../../charts/ink";
import { FONT } from "../../../charts/options/frame";

const [EDGE, HEAD, FOOT] = [16, 56, 30];

/**
 * @param canvas what is drawn.
 * @param head its title and a line under it.
 * @param foot what it was made of.
 */
export async function coursePicture(
  canvas: HTMLCanvasElement,
  head: readonly [string, string],
  foot: string,
): Promise<Blob> {
  const ratio = devicePixelRatio;
  const ink = shownInk();
  const sheet = document.createElement("canvas");
  sheet.width = canvas.width + 2 * EDGE * ratio;
  sheet.height = canvas.height + (HEAD + FOOT) * ratio;
  const ctx = sheet.getContext("2d")!;
  ctx.fillStyle = ink.surface;
  ctx.fillRect(0, 0, sheet.width, sheet.height);
  const write = (text: string, font: string, colour: string, y: number) => {
    ctx.font = `${font.replace(/(\d+)px/, (_, size: string) => `${Number(size) * ratio}px`)} ${FONT}`;
    ctx.fillStyle = colour;
    ctx.fillText(text, EDGE * ratio, y);
  };
  write(head[0], "600 16px", ink.ink, 26 * ratio);
  write(head[1], "12px", ink.soft, 45 * ratio);
  ctx.drawImage(canvas, EDGE * ratio, HEAD * ratio);
  write(foot, "11px", ink.faint, sheet.height - 10 * ratio);
  return new Promise((done, fail) =>
    sheet.toBlob((blob) => (blob ? done(blob) : fail(new Error("toBlob"))), "image/png"),
  );
}
