namespace Gatehouse.Lab.Exhibits;

/// <summary>The families of exhibits: to add one is to add its file and a line here.</summary>
internal static class ExhibitFamilies
{
    public static IReadOnlyList<IExhibitFamily> Create(LabParts parts) =>
        [
            new CredentialsExhibits(parts),
            new AccountExhibits(parts),
            new KeyExhibits(parts),
            new DigestExhibits(parts),
            new HeaderExhibits(parts),
            new BasicExhibits(parts),
            new ChallengeExhibits(parts),
            new RefusalExhibits(),
            new CookieExhibits(parts),
            new ApplicationExhibits(),
            new MisusedCredentialsExhibits(parts),
            new EndpointExhibits(),
            new TokenExhibits(parts),
            new GrantExhibits(parts),
            new ProviderExhibits(parts),
            new CertificateExhibits(parts),
            new NetworkExhibits(parts),
            new RelayedHeaderExhibits(parts),
            new NegotiateExhibits(parts),
            new ProxyExhibits(parts),
            new SignatureExhibits(parts),
            new CacheExhibits(parts),
            new SessionExhibits(parts),
            new CsrfExhibits(parts),
            new AccessExhibits(parts),
            new ServerExhibits(parts),
            new ClientExhibits(parts),
            new RequestExhibits(parts),
            new CorsExhibits(parts),
            new ForwardExhibits(parts),
            new UpstreamExhibits(parts),
            new SecondFactorExhibits(parts),
            new ProductAccountExhibits(parts),
            new SamlExhibits(parts),
        ];
}
