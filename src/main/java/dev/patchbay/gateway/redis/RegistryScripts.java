package dev.patchbay.gateway.redis;

import dev.patchbay.store.redis.topology.RedisScript;

/** The Lua scripts of the registry; each runs as one atomic step. */
final class RegistryScripts {

  /**
   * Writes a heartbeat: the identifier of the replica and the heartbeat. Replies {@code claimed}
   * where another replica has taken its connections over, else whether it was known, the
   * milliseconds of Redis, the number of replicas, their identifiers and beats, and the claims in
   * the same way.
   */
  static final RedisScript BEAT =
      new RedisScript(
          """
          if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 1 then return {'claimed'} end
          local added = redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
          local time = redis.call('TIME')
          local replicas = redis.call('HGETALL', KEYS[1])
          local reply = {added == 1 and 'new' or 'known',
              string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000)),
              string.format('%d', #replicas / 2)}
          for _, each in ipairs(replicas) do reply[#reply + 1] = each end
          for _, each in ipairs(redis.call('HGETALL', KEYS[2])) do reply[#reply + 1] = each end
          return reply
          """);

  /**
   * Claims the connections of a replica: its identifier, its latest heartbeat and the own
   * identifier. Replies one text where the heartbeat has not changed.
   */
  static final RedisScript CLAIM =
      new RedisScript(
          """
          if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return {} end
          redis.call('HDEL', KEYS[1], ARGV[1])
          redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
          return {'claimed'}
          """);

  /** Changes a claim: the replica that has died, the claim as it was, and as it is to be. */
  static final RedisScript CHANGE_CLAIM =
      new RedisScript(
          """
          if redis.call('HGET', KEYS[2], ARGV[1]) ~= ARGV[2] then return {} end
          if ARGV[3] == '' then redis.call('HDEL', KEYS[2], ARGV[1])
          else redis.call('HSET', KEYS[2], ARGV[1], ARGV[3]) end
          return {'changed'}
          """);

  /** Ends a replica: its identifier, and the claim for connections that it leaves behind. */
  static final RedisScript LEAVE =
      new RedisScript(
          """
          redis.call('HDEL', KEYS[1], ARGV[1])
          if ARGV[2] ~= '' then redis.call('HSET', KEYS[2], ARGV[1], ARGV[2]) end
          return {}
          """);

  /** Adds members to the set of a replica, or removes them: {@code SADD} or {@code SREM} first. */
  static final RedisScript CHANGE_OWN =
      new RedisScript(
          """
          for i = 2, #ARGV do redis.call(ARGV[1], KEYS[1], ARGV[i]) end
          return {}
          """);

  /** Replies some members of the set of a replica: a cursor, and the next cursor first. */
  static final RedisScript SCAN_OWN =
      new RedisScript(
          """
          local page = redis.call('SSCAN', KEYS[1], ARGV[1], 'COUNT', 500)
          local reply = {page[1]}
          for _, each in ipairs(page[2]) do reply[#reply + 1] = each end
          return reply
          """);

  /** Replies up to so many members of the set of a replica. */
  static final RedisScript SOME_OWN =
      new RedisScript("return redis.call('SRANDMEMBER', KEYS[1], ARGV[1])");

  /** Sets or removes connections of an API: an identifier and a record, empty to remove it. */
  static final RedisScript CHANGE_CONNECTIONS =
      new RedisScript(
          """
          for i = 1, #ARGV, 2 do
            if ARGV[i + 1] == '' then
              redis.call('HDEL', KEYS[1], ARGV[i])
              redis.call('ZREM', KEYS[2], ARGV[i])
            else
              redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
              redis.call('ZADD', KEYS[2], 0, ARGV[i])
            end
          end
          return {}
          """);

  /** Replies the record of a connection, where there is one. */
  static final RedisScript FIND =
      new RedisScript(
          """
          local record = redis.call('HGET', KEYS[1], ARGV[1])
          return record and {record} or {}
          """);

  /** Removes a connection of a replica: its identifier, and that of the replica with a blank. */
  static final RedisScript TAKE =
      new RedisScript(
          """
          local record = redis.call('HGET', KEYS[1], ARGV[1])
          if not record or string.sub(record, 1, #ARGV[2]) ~= ARGV[2] then return {} end
          redis.call('HDEL', KEYS[1], ARGV[1])
          redis.call('ZREM', KEYS[2], ARGV[1])
          return {record}
          """);

  /** Replies connections in order: identifiers after this one, so many, each with its record. */
  static final RedisScript PAGE =
      new RedisScript(
          """
          local from = ARGV[1] == '' and '-' or '(' .. ARGV[1]
          local reply = {}
          for _, id in ipairs(redis.call('ZRANGEBYLEX', KEYS[2], from, '+', 'LIMIT', 0, ARGV[2])) do
            reply[#reply + 1] = id
            reply[#reply + 1] = redis.call('HGET', KEYS[1], id) or ''
          end
          return reply
          """);

  private RegistryScripts() {}
}
