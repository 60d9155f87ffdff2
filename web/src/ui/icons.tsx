/** The icons, drawn on one 24-unit grid with one stroke; always beside a word, so hidden from screen readers. */
import type { ReactElement, ReactNode } from "react";

export type Icon = (props: { className?: string }) => ReactElement;

function drawn(lines: ReactNode): Icon {
  return function DrawnIcon({ className }) {
    return (
      <svg
        viewBox="0 0 24 24"
        className={className}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {lines}
      </svg>
    );
  };
}

export const Drop = drawn(
  <>
    <path d="M12 2.8c4 4.9 6.6 8.3 6.6 11.8a6.6 6.6 0 0 1-13.2 0C5.4 11.1 8 7.7 12 2.8Z" />
    <path d="M6.2 15c1.9-1.3 3.9-1.3 5.8 0s3.9 1.3 5.8 0" />
  </>,
);
export const HomeIcon = drawn(<path d="M3.5 11.5 12 4l8.5 7.5M6 10v9.5h12V10M10 19.5v-5h4v5" />);
export const DataIcon = drawn(
  <>
    <ellipse cx="12" cy="6" rx="7.5" ry="3" />
    <path d="M4.5 6v12c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3V6M4.5 12c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3" />
  </>,
);
export const Sun = drawn(
  <>
    <circle cx="12" cy="12" r="4" />
    <path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4" />
  </>,
);
export const Moon = drawn(<path d="M20 14.5A8.2 8.2 0 0 1 9.5 4a8.2 8.2 0 1 0 10.5 10.5Z" />);
export const Screen = drawn(<path d="M4 5h16v11H4zM9 20h6M12 16v4" />);
export const Download = drawn(<path d="M12 4v11M7.5 10.5 12 15l4.5-4.5M4.5 19.5h15" />);
export const Upload = drawn(<path d="M12 16V5M7.5 9.5 12 5l4.5 4.5M4.5 19.5h15" />);
export const Warning = drawn(<path d="M12 4 2.8 19.5h18.4L12 4ZM12 10v4.5M12 17v.1" />);
export const Check = drawn(<path d="m5 12.5 4.5 4.5L19 7.5" />);
export const Cross = drawn(<path d="m6 6 12 12M18 6 6 18" />);
export const Flask = drawn(
  <path d="M9.5 3.5h5M10.5 3.5v6L5 19a1.2 1.2 0 0 0 1 1.7h12a1.2 1.2 0 0 0 1-1.7L13.5 9.5v-6M7.5 15h9" />,
);
export const Chevron = drawn(<path d="m9 6 6 6-6 6" />);
export const PeopleIcon = drawn(
  <>
    <circle cx="9" cy="8" r="3.5" />
    <path d="M2.8 19.5c.6-3.4 3-5.3 6.2-5.3s5.6 1.9 6.2 5.3M15.5 4.9a3.5 3.5 0 0 1 0 6.2M17.5 14.7c2 .7 3.3 2.3 3.7 4.8" />
  </>,
);
export const Copy = drawn(<path d="M8.5 8.5h11v11h-11zM15.5 8.5v-4h-11v11h4" />);
