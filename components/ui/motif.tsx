/** Strands that leave one stem and grip a line: the left half, mirrored about the stem. */
const strands: [bend: number, foot: number, rise: number][] = [
  [617.7, -118, 578],
  [618, -74.9, 579.9],
  [618.4, -32, 582],
  [619, 10.6, 584.1],
  [619.7, 52.9, 586.4],
  [620.5, 94.9, 588.7],
  [621.5, 136.7, 591.2],
  [622.6, 178.1, 593.7],
  [623.8, 219.1, 596.4],
  [625.2, 259.8, 599.2],
  [626.8, 300.2, 602],
  [628.4, 340.1, 605],
  [630.2, 379.5, 608.1],
  [632.2, 418.4, 611.3],
  [634.3, 456.8, 614.5],
  [636.5, 494.6, 617.9],
  [638.9, 531.7, 621.4],
  [641.4, 568, 625],
  [644, 603.3, 628.7],
  [646.8, 637.5, 632.5],
  [649.7, 669.9, 636.4],
  [652.7, 699.7, 640.4],
];

const stem = 712;
const reach = (index: number) => 666 + (index * 92) / 43;

export function Motif() {
  return (
    <svg className="motif" viewBox="0 0 820 827" preserveAspectRatio="xMaxYMax slice" aria-hidden="true">
      {strands.map(([bend, foot, rise], index) => {
        const top = reach(index);
        const turn = 330 + index * 9.3;
        const opacity = (0.23 + (index * 0.31) / 21).toFixed(2);
        return (
          <g key={foot} strokeOpacity={opacity}>
            <path d={`M${top.toFixed(1)} 0V${turn.toFixed(1)}C${top.toFixed(1)} ${bend} ${foot} ${rise} ${foot} 826`} />
            <path d={mirrored(top, turn, bend, foot, rise)} />
          </g>
        );
      })}
      <path className="rock" d="M0 826H820" />
    </svg>
  );
}

function mirrored(top: number, turn: number, bend: number, foot: number, rise: number) {
  const x = (2 * stem - top).toFixed(1);
  const end = (2 * stem - foot).toFixed(1);
  return `M${x} 0V${turn.toFixed(1)}C${x} ${bend} ${end} ${rise} ${end} 826`;
}
