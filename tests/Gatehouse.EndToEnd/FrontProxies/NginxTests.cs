namespace Gatehouse.EndToEnd.FrontProxies;

public sealed class NginxTests(FrontProxySite<NginxRecipe> site) : FrontProxyTests<NginxRecipe>(site);
