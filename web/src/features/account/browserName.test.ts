import { expect, test } from "vitest";
import { browserName } from "./browserName";

test("a browser is known by its own name, not by those it borrows", () => {
  const edge =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0";
  const phone =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
  expect(browserName(edge)).toBe("Edge on Windows");
  expect(browserName(phone)).toBe("Safari on iOS");
});

test("a program goes by what it says, or by none", () => {
  expect(browserName("python-httpx/0.28")).toBe("python-httpx/0.28");
  expect(browserName("")).toBe("A program");
});
