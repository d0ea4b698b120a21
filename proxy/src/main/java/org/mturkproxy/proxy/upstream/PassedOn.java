package org.mturkproxy.proxy.upstream;

import java.util.Optional;
import org.mturkproxy.translator.modern.ModernReply;

/**
 * The end of a modern call with the answer as it came.
 *
 * @param reply what became of it
 * @param raw the answer that says so; empty when none came
 */
public record PassedOn(ModernReply reply, Optional<RawAnswer> raw) {}
