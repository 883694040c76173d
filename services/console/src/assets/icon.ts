/** A wave that goes out: two lines, the second fading. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke-linecap="round" stroke-width="3.2">
<rect width="32" height="32" rx="7" fill="#0b7285"/>
<path d="M6 13c3.3-4 6.700-4 10 0s6.700 4 10 0" stroke="#fff"/>
<path d="M6 21c3.300-4 6.700-4 10 0" stroke="#fff" stroke-opacity=".65"/>
<path d="M22 23.200c1.500 0 2.700-.7 4-2.200" stroke="#fff" stroke-opacity=".3"/>
</svg>
`;
