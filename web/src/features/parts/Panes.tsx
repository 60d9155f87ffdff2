import { useState } from "react";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { DialogButton, DialogFoot } from "../../ui/Dialog";
import { Cross, Download } from "../../ui/icons";
import { Menu } from "../../ui/Menu";
import { Popover } from "../../ui/Popover";
import { Tabs } from "../../ui/Tabs";
import { copyText } from "../../ui/Toasts";
import { Tooltip } from "../../ui/Tooltip";
import { words as all } from "../../words/parts";

const words = all.panes;

/** What opens over the page, and what takes turns on it. */
export function Panes() {
  const [isOn, setOn] = useState(true);
  const [tab, setTab] = useState<"one" | "two">("one");
  const names = { one: words.tabOne, two: words.tabTwo };
  return (
    <Card title={words.title} hint={words.hint}>
      <div className="flex flex-wrap items-center gap-3">
        <Popover button={<Button>{words.popover}</Button>} label={words.popover} className="w-64">
          <p className="text-sm text-soft">{words.popoverText}</p>
        </Popover>
        <Menu
          button={<Button>{words.menu}</Button>}
          label={words.menu}
          align="start"
          groups={[
            [
              { label: words.item, icon: Download, onSelect: () => undefined },
              { label: words.other, onSelect: () => void copyText(location.href) },
            ],
            [{ label: words.on, isOn, onSelect: () => setOn(!isOn) }],
            [
              { label: words.off, why: words.offWhy },
              { label: words.danger, icon: Cross, isDangerous: true, onSelect: () => undefined },
            ],
          ]}
        />
        <Tooltip says={words.tooltipText}>
          <Button>{words.tooltip}</Button>
        </Tooltip>
        <DialogButton label={words.dialog} title={words.dialogTitle}>
          {(close) => (
            <>
              <p className="mb-4 text-sm text-soft">{words.dialogText}</p>
              <DialogFoot onClose={close}>
                <Button look="danger" onClick={close}>
                  {words.danger}
                </Button>
              </DialogFoot>
            </>
          )}
        </DialogButton>
        <DialogButton label={words.sheet} title={words.sheetTitle} shape="sheet">
          {() => <p className="text-sm text-soft">{words.popoverText}</p>}
        </DialogButton>
      </div>
      <div className="mt-6">
        <Tabs
          label={words.tabs}
          tabs={[
            { value: "one", label: names.one },
            { value: "two", label: names.two, count: 12 },
          ]}
          value={tab}
          onChange={setTab}
        >
          <p className="text-sm text-soft">{words.tabText(names[tab])}</p>
        </Tabs>
      </div>
    </Card>
  );
}
