package dev.foley;

import java.net.InetAddress;

/** Addresses that a public server has no business pointing at. */
final class PrivateAddresses {
    private PrivateAddresses() {}

    static boolean contains(InetAddress address) {
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || isReserved(address.getAddress());
    }

    private static boolean isReserved(byte[] address) {
        int first = address[0] & 0xff;
        int second = address[1] & 0xff;
        if (address.length == 4) {
            return first == 0 // "this network", RFC 1122
                    || first == 100 && second >= 64 && second < 128 // shared address space, RFC 6598
                    || first == 192 && second == 0 && address[2] == 0 // IETF protocol assignments, RFC 6890
                    || first == 198 && (second == 18 || second == 19) // benchmarking, RFC 2544
                    || first >= 240; // reserved, RFC 1112, and broadcast
        }
        return (first & 0xfe) == 0xfc // unique local, RFC 4193
                || first == 0 && second == 0x64 // NAT64, RFC 6052: may lead to any IPv4 address
                || first == 0x20 && second == 0x02; // 6to4, RFC 3056: likewise
    }
}
