namespace Gatehouse.EndToEnd.FrontProxies;

public sealed class CaddyTests(FrontProxySite<CaddyRecipe> site) : FrontProxyTests<CaddyRecipe>(site);
