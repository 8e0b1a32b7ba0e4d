import Crypto
import Foundation
package import NIOSSL
import SwiftASN1
import X509

/// A certificate authority that lives as long as a test.
package struct TestAuthority: Sendable {
    private let key = P256.Signing.PrivateKey()
    private let certificate: Certificate

    /// Creates an authority that nobody trusts yet.
    package init() throws {
        let key = Certificate.PrivateKey(key)
        let name = try DistinguishedName { CommonName("muster's tests") }
        certificate = try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: key.publicKey,
            notValidBefore: Date(timeIntervalSinceNow: -3600),
            notValidAfter: Date(timeIntervalSinceNow: 3600),
            issuer: name,
            subject: name,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                Critical(KeyUsage(keyCertSign: true))
            },
            issuerPrivateKey: key
        )
    }

    /// Writes its certificate to a file, for those that shall trust it.
    package func write(to path: String) throws {
        let pem = try certificate.serializeAsPEM().pemString
        try Data(pem.utf8).write(to: URL(filePath: path))
    }

    /// What a server shows that it has certified.
    ///
    /// - Parameters:
    ///   - name: whom the certificate is for: a host's name, or `127.0.0.1`.
    ///   - isExpired: whether it was valid only until an hour ago.
    ///   - protocols: what the server offers by ALPN.
    /// - Returns: what a server needs for TLS.
    /// - Throws: what certificates cannot be made of.
    package func certify(
        _ name: String = "127.0.0.1",
        isExpired: Bool = false,
        protocols: [String] = ["http/1.1"]
    ) throws -> NIOSSLContext {
        let serverKey = P256.Signing.PrivateKey()
        let address = name.split(separator: ".").compactMap { UInt8($0) }
        let subject =
            address.count == 4
            ? GeneralName.ipAddress(ASN1OctetString(contentBytes: address[...])) : .dnsName(name)
        let server = try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: Certificate.PrivateKey(serverKey).publicKey,
            notValidBefore: Date(timeIntervalSinceNow: -7200),
            notValidAfter: Date(timeIntervalSinceNow: isExpired ? -3600 : 3600),
            issuer: certificate.subject,
            subject: try DistinguishedName { CommonName(name) },
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions { SubjectAlternativeNames([subject]) },
            issuerPrivateKey: Certificate.PrivateKey(key)
        )
        var serializer = DER.Serializer()
        try serializer.serialize(server)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: [
                .certificate(try NIOSSLCertificate(bytes: serializer.serializedBytes, format: .der))
            ],
            privateKey: .privateKey(
                try NIOSSLPrivateKey(bytes: Array(serverKey.derRepresentation), format: .der)
            )
        )
        configuration.applicationProtocols = protocols
        return try NIOSSLContext(configuration: configuration)
    }
}
