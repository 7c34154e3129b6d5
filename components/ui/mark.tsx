export function Mark({ size = 28, label }: { size?: number; label?: string }) {
  return (
    <>
      <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="7.5" fill="var(--brand)" />
        <g fill="none" stroke="var(--on-brand)" strokeWidth="2.6" strokeLinecap="round">
          <path d="M16 5.5v18.2" />
          <path d="M16 11.5c0 6-7.5 5-7.5 12.2" />
          <path d="M16 11.5c0 6 7.5 5 7.5 12.2" />
          <path d="M5.8 26.6h20.4" />
        </g>
      </svg>
      {label ? <span className="sr">{label}</span> : null}
    </>
  );
}
