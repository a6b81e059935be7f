package dev.patchbay.backup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Requests for VPC links, at random. */
record RandomVpcLinks(Random random) {

  Map<String, Object> vpcLink() {
    Map<String, Object> link = new HashMap<>(change());
    link.put("subnetIds", List.of("subnet-b", "subnet-a"));
    if (random.nextBoolean()) {
      link.put("securityGroupIds", List.of("sg-1"));
      link.put("tags", Map.of("k", "v"));
    }
    return link;
  }

  Map<String, Object> change() {
    return Map.of("name", "link " + random.nextInt(9));
  }
}
