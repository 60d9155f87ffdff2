/** What was dropped or chosen as files with their paths: folders are opened, however deep. */
import type { NamedFile } from "../../client/imports";

const TOGETHER_BYTES = 48 * 1024 * 1024;

/** The files of a drop; its items must be taken before anything is awaited. */
export async function droppedFiles(data: DataTransfer): Promise<NamedFile[]> {
  const entries = [...data.items].map((each) => each.webkitGetAsEntry());
  const plain = [...data.files];
  if (!entries.some((each) => each?.isDirectory)) return plain.map((file) => ({ path: file.name, file }));
  const found = await Promise.all(entries.map((each) => (each ? filesBelow(each) : [])));
  return found.flat();
}

/** The files of a chooser; those of a folder know their path. */
export function chosenFiles(list: FileList | null): NamedFile[] {
  return [...(list ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** Files in parcels that one request may carry; a zip travels alone. */
export function parcels(files: readonly NamedFile[]): NamedFile[][] {
  const found: NamedFile[][] = [];
  let bytes = Infinity;
  for (const each of files.filter(({ path }) => !path.split("/").some((part) => part.startsWith(".")))) {
    const isZip = each.path.toLowerCase().endsWith(".zip");
    bytes += each.file.size;
    if (isZip || bytes > TOGETHER_BYTES) {
      found.push([each]);
      bytes = isZip ? Infinity : each.file.size;
    } else found.at(-1)?.push(each);
  }
  return found;
}

/** What a parcel is called: its file, or the folder that all of it lies in. */
export function folderOf(files: readonly NamedFile[]): string {
  const tops = new Set(files.map(({ path }) => (path.includes("/") ? path.split("/")[0] : "")));
  return tops.size === 1 ? ([...tops][0] ?? "") : "";
}

async function filesBelow(entry: FileSystemEntry): Promise<NamedFile[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((done, fail) => entry.file(done, fail));
    return [{ path: entry.fullPath.replace(/^\//, ""), file }];
  }
  if (!isFolder(entry)) return [];
  const reader = entry.createReader();
  const found: FileSystemEntry[] = [];
  // A reader gives a hundred at a time, and none once it gave all.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail));
    if (some.length === 0) break;
    found.push(...some);
  }
  return (await Promise.all(found.map(filesBelow))).flat();
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
