import { createElement, type SVGProps } from 'react';

export interface IconProps extends SVGProps<SVGSVGElement> {
  /** Width and height. */
  size?: number;
}

/** An icon of lines: those in this folder are copied from Tabler Icons 3.52 (MIT, see LICENSE), which has six thousand. */
export const outlineIcon = (...paths: string[]) =>
  function Icon({ size = 24, ...rest }: IconProps) {
    return createElement(
      'svg',
      {
        xmlns: 'http://www.w3.org/2000/svg',
        width: size,
        height: size,
        viewBox: '0 0 24 24',
        fill: 'none',
        stroke: 'currentColor',
        strokeWidth: 2,
        strokeLinecap: 'round',
        strokeLinejoin: 'round',
        ...rest,
      },
      ...paths.map((d) => createElement('path', { d })),
    );
  };
