import { useRef, useState, type DragEvent } from "react";
import type { Progress } from "../../client/contract";
import { useUpload } from "../../client/queries";
import { Fault } from "../../client/requests";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Upload } from "../../ui/icons";
import { UploadOutcomes, type Sent } from "./UploadOutcomes";

/** Takes workbooks by drag or by choice, one after the other, and shows the verdict on each. */
export function UploadCard() {
  const input = useRef<HTMLInputElement>(null);
  const upload = useUpload();
  const [sent, setSent] = useState<Sent[]>([]);
  const [waiting, setWaiting] = useState<string[]>([]);
  const [progress, setProgress] = useState<Progress>();
  const [isOver, setIsOver] = useState(false);

  async function send(files: File[]) {
    setSent([]);
    setWaiting(files.map((each) => each.name));
    for (const file of files) {
      setProgress(undefined);
      const outcome = await upload.mutateAsync({ file, onProgress: setProgress }).then(
        (report): Sent => ({ name: file.name, files: report.rows }),
        (fault: unknown): Sent => ({
          name: file.name,
          fault: fault instanceof Fault ? fault : new Fault(0, String(fault)),
        }),
      );
      setSent((before) => [...before, outcome]);
      setWaiting((before) => before.slice(1));
    }
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setIsOver(false);
    if (waiting.length === 0) void send([...event.dataTransfer.files]);
  }

  return (
    <section
      aria-label="Bring in files"
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
      className={classes(
        "mb-6 rounded-card border border-dashed px-5 py-6 transition-colors sm:px-6",
        isOver ? "border-accent bg-accent-wash" : "border-line-strong bg-surface",
      )}
    >
      <div className="flex flex-wrap items-center gap-4">
        <span className="grid size-11 shrink-0 place-items-center rounded-xl bg-accent-wash text-accent">
          <Upload className="size-5" />
        </span>
        <div className="min-w-52 flex-1">
          <h2 className="font-semibold">Drop workbooks here</h2>
          <p className="text-sm text-soft">
            Excel, PDF, CSV or a zip of them. The originals are kept; the same file twice changes nothing.
          </p>
        </div>
        <Button
          look="primary"
          why={waiting.length > 0 && "Wait until the files on their way are read"}
          onClick={() => input.current?.click()}
        >
          Choose files
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label="Files to bring in"
          onChange={(event) => {
            void send([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
      </div>
      <UploadOutcomes sent={sent} waiting={waiting} progress={progress} />
    </section>
  );
}
