package org.mturkproxy.config;

/** A place in the file; both count from 1, and 0 means the file as a whole. */
record Position(int line, int column) {

  static final Position FILE = new Position(0, 0);
}
