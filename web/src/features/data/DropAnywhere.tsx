import { useEffect, useState } from "react";
import type { NamedFile } from "../../client/imports";
import { Upload } from "../../ui/icons";
import { words } from "../../words/data";
import { droppedFiles } from "./dropped";

/** Takes what is dropped anywhere on the page; the whole page says so while something hovers over it. */
export function DropAnywhere({ onFiles }: { onFiles: (files: NamedFile[]) => void }) {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setIsOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!event.relatedTarget) setIsOver(false);
    };
    const drop = (event: DragEvent) => {
      setIsOver(false);
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      void droppedFiles(event.dataTransfer).then((files) => files.length > 0 && onFiles(files));
    };
    window.addEventListener("dragover", over);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  }, [onFiles]);
  if (!isOver) return null;
  return (
    <div className="pointer-events-none fixed inset-3 z-50 grid place-items-center rounded-card border-2 border-dashed border-accent bg-accent-wash/90">
      <p className="flex items-center gap-3 text-lg font-semibold text-accent-strong">
        <Upload className="size-6" />
        {words.bringIn.over}
      </p>
    </div>
  );
}
