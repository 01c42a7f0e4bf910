/** For nginx.conf, before a server that knows nothing of nginx. A page’s other requests need none of it. */
export const location = (path: string, upstream: string): string => `
location ${path} {
    proxy_pass ${upstream};
    # Pass on at once what the server sends.
    proxy_buffering off;
    # Longer than two heartbeats of the server.
    proxy_read_timeout 75s;
}
`;
