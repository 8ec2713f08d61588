namespace Gatehouse.EndToEnd.Dress;

public sealed class ExpressBearerDressTests(DressedServerSite<ExpressBearerServer> site)
    : BearerDressTests<ExpressBearerServer>(site);
