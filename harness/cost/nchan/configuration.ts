interface NginxPlace {
  /** nchan's module, as nginx loads it. */
  readonly module: string;
  readonly address: string;
  readonly port: number;
  /** A folder of its own, for all that nginx writes. */
  readonly prefix: string;
}

/** nginx as its documentation would have it for this load: one worker, no logs, Nagle off. */
export const nginxConfiguration = ({ module, address, port, prefix }: NginxPlace): string => `
load_module ${module};
${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
worker_processes 1;
worker_rlimit_nofile 20000;
pid ${prefix}/nginx.pid;
error_log stderr crit;
events { worker_connections 19500; }
http {
  access_log off;
  tcp_nodelay on;
  client_body_temp_path ${prefix}/body;
  proxy_temp_path ${prefix}/proxy;
  fastcgi_temp_path ${prefix}/fastcgi;
  uwsgi_temp_path ${prefix}/uwsgi;
  scgi_temp_path ${prefix}/scgi;
  server {
    listen ${address}:${port} backlog=4096;
    nchan_message_buffer_length 10;
    nchan_subscriber_first_message newest;
    location = /publish { nchan_publisher; nchan_channel_id feed; }
    location = /sse { nchan_subscriber eventsource; nchan_channel_id feed; }
    location = /ws { nchan_subscriber websocket; nchan_channel_id feed; }
  }
}
`;
