// Shows what the platform pushes to this browser while no page is open, and opens the alarm when it is pressed.
// It lies at the top of the app but answers for a folder that has no page: it keeps nothing and stands before no request.
const ROOT = new URL("./", location.href);

addEventListener("push", (event) => event.waitUntil(show(told(event.data))));
addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(pageOf(event.notification.data?.link)));
});

/** The notice as the platform wrote it; a push without one still says that something happened. */
function told(data) {
  try {
    const notice = data.json();
    if (notice.title) return notice;
  } catch {
    // Nothing that can be read.
  }
  return { id: "unread", title: "PetroVerse", text: "Something happened. Open the alarms to see what." };
}

function show({ id, title, text = "", link = "", at }) {
  // The link is where a press leads, so it need not be read.
  const lines = text.split("\n").filter((line) => line.trim() && line.trim() !== link);
  return registration.showNotification(title, {
    body: lines.join("\n"),
    tag: id,
    icon: new URL("favicon.svg", ROOT).href,
    timestamp: at ? Date.parse(at) : Date.now(),
    data: { link },
  });
}

/** The page behind a link. Where it names another host, as behind a proxy, its page is opened where this one lies. */
function pageOf(link) {
  const url = new URL(link || "alarms", ROOT);
  if (url.origin === ROOT.origin) return url.href;
  return new URL(`${url.pathname.split("/").pop()}${url.search}`, ROOT).href;
}

/** Takes a page that is open already, else opens one. */
async function open(href) {
  const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const page = pages.find((each) => each.url.startsWith(ROOT.href));
  if (!page) return clients.openWindow(href);
  // A page that this does not stand before cannot be led elsewhere by it, so it is asked to go.
  page.postMessage({ open: href });
  await page.focus();
}
