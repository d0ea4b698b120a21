package org.mturkproxy.proxy.server;

/** Tells each connection that the server is going: finish what is being answered, then close. */
enum ServerClosing {
  NOW
}
