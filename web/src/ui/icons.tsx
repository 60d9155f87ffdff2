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
export const Leave = drawn(<path d="M14 4H5v16h9M10 12h10.5M16.5 8l4 4-4 4" />);
export const Rise = drawn(<path d="M12 7.5 18 17H6Z" fill="currentColor" />);
export const ForecastsIcon = drawn(<path d="M3.5 17 9 11l4 3.5L20.5 6M20.5 6v5M20.5 6h-5M3.5 20.5h17" />);
export const Chevron = drawn(<path d="m9 6 6 6-6 6" />);
export const PeopleIcon = drawn(
  <>
    <circle cx="9" cy="8" r="3.5" />
    <path d="M2.8 19.5c.6-3.4 3-5.3 6.2-5.3s5.6 1.9 6.2 5.3M15.5 4.9a3.5 3.5 0 0 1 0 6.2M17.5 14.7c2 .7 3.3 2.3 3.7 4.8" />
  </>,
);
export const Copy = drawn(<path d="M8.5 8.5h11v11h-11zM15.5 8.5v-4h-11v11h4" />);
export const MarketIcon = drawn(<path d="M4 4v16h16M8 16v-4M12 16V8M16 16v-6" />);
export const CompaniesIcon = drawn(
  <path d="M4.5 20V5.5h8V20M12.5 10h7v10M3 20h18M7.5 9h2M7.5 12.5h2M7.5 16h2M16 13.5h.1M16 16.7h.1" />,
);
export const RegionsIcon = drawn(
  <path d="M9 4 3.5 6.2v13.6L9 17.5l6 2.3 5.5-2.3V4L15 6.2 9 4ZM9 4v13.5M15 6.2v13.6" />,
);
export const SupplyIcon = drawn(
  <path d="M3 6h4c5 0 5 12 10 12h4M3 18h4c1.7 0 2.9-1.3 3.9-3M13.1 9c1-1.7 2.2-3 3.9-3h4M18.5 3.5 21 6l-2.5 2.5M18.5 15.5 21 18l-2.5 2.5" />,
);
export const PricesIcon = drawn(
  <path d="M5 20V5.5A1.5 1.5 0 0 1 6.5 4h6A1.5 1.5 0 0 1 14 5.5V20M3.5 20h12M8 8h3M14 11h1.5a1.5 1.5 0 0 1 1.5 1.5v4a1.5 1.5 0 0 0 3 0V9l-3-3" />,
);
export const QualityIcon = drawn(
  <path d="M12 3.5 5 6v5.5c0 4.2 2.8 7.4 7 9 4.2-1.6 7-4.8 7-9V6l-7-2.5ZM8.8 12l2.3 2.3 4.2-4.4" />,
);
export const ExploreIcon = drawn(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="m15.5 8.5-2 5-5 2 2-5 5-2Z" />
  </>,
);
export const DashboardsIcon = drawn(<path d="M4 4h7v9H4zM13 4h7v5h-7zM13 11.5h7V20h-7zM4 15.5h7V20H4z" />);
export const ReportsIcon = drawn(<path d="M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 15h6M9 18h3" />);
export const AdminIcon = drawn(
  <path d="M4 7.5h9M17.5 7.5H20M4 16.5h2.5M11 16.5h9M13 5.2h4.5v4.6H13zM6.5 14.2H11v4.6H6.5z" />,
);
export const More = drawn(<path d="M5 12h.1M12 12h.1M19 12h.1M4 6h16M4 18h16" />);
export const Search = drawn(
  <>
    <circle cx="11" cy="11" r="6.5" />
    <path d="m16 16 4.5 4.5" />
  </>,
);
export const PanelLeft = drawn(<path d="M4 5h16v14H4zM9.5 5v14" />);
export const TableIcon = drawn(<path d="M4 5.5h16v13H4zM4 10h16M4 14.3h16M10 10v8.5" />);
export const Dots = drawn(<path strokeWidth="2.5" d="M5.5 12h.1M12 12h.1M18.5 12h.1" />);
export const Grip = drawn(<path strokeWidth="2.5" d="M9 6h.1M15 6h.1M9 12h.1M15 12h.1M9 18h.1M15 18h.1" />);
export const Corner = drawn(<path d="M19 9v10H9M19 14v5h-5" />);
export const Pencil = drawn(<path d="m4 20 1-4.5L16.5 4 20 7.5 8.5 19 4 20ZM14 6.5l3.5 3.5" />);
export const Plus = drawn(<path d="M12 5v14M5 12h14" />);
export const Minus = drawn(<path d="M5 12h14" />);
export const Fit = drawn(<path d="M4.5 9V4.5H9M15 4.5h4.5V9M19.5 15v4.5H15M9 19.5H4.5V15" />);
export const AlarmsIcon = drawn(
  <>
    <path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15Z" />
    <path d="M10 21h4" />
  </>,
);
export const NetworkIcon = drawn(
  <>
    <rect x="4" y="5" width="16" height="14" rx="4" />
    <path d="M4 12.5c2.7-1.6 5.3 1.6 8 0s5.3-1.6 8 0" />
  </>,
);
export const WetStockIcon = drawn(<path d="M6 4h12v16H6zM6 13h12M9 16.5h6M9.5 8.5l1.8 1.8 3.2-3.3" />);
export const TellIcon = drawn(
  <path d="M4 10v4h3.5l6 4V6l-6 4H4ZM17 9a4.2 4.2 0 0 1 0 6M19.5 6.5a8 8 0 0 1 0 11" />,
);
