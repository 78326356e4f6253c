package io.sophonevents.client.box;

import io.sophonevents.event.GroupIdsAnswer;
import io.sophonevents.event.IdentityId;
import io.sophonevents.event.PermissionGroup;
import io.sophonevents.event.UnknownEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Permission groups, which are the people whom a capture device admits, and the galleries of V2 to
 * V5.
 *
 * <p>Safe for use by many threads. Source: docs/protocol.md, section 5.13; vendor pages "permission
 * groups", V2R2 to V6R1, and "face galleries", V2R2 to V5R7.
 */
public final class BoxGroups {
  private static final int PER_PAGE = 50;
  private static final String PERMISSIONS = "/SophonFogSys/api/permissions";
  private static final String GALLERIES = "/SophonFogSys/api/groups";
  private static final String GALLERY_PEOPLE = "/SophonFogSys/api/GroupUsers";
  private static final String V6 = "/sophon/v2/face/";

  private final BoxConnection box;

  BoxGroups(BoxConnection box) {
    this.box = box;
  }

  /** Every permission group, page by page as they are needed. */
  public Stream<BoxGroup> permissionGroups() {
    return Pages.stream(
        box.subject(),
        PER_PAGE,
        page ->
            box.isV6()
                ? permissionsOfV6(null, page)
                : listOfV5(PERMISSIONS, "permissions_list", "permission_id", page),
        BoxGroup::name);
  }

  private Pages.Page<BoxGroup> permissionsOfV6(@Nullable String name, int page) {
    Fields answer =
        box.askFields(
            BoxRequest.ask(
                V6 + "getpermissions",
                BoxRequest.object(
                    "permission_name", name, "page_limit", PER_PAGE, "page_index", page)));
    return new Pages.Page<>(
        answer.all("permissions").stream()
            .map(
                each ->
                    new BoxGroup(
                        each.textOrNull("permission_id"),
                        each.text("permission_name"),
                        each.textOrNull("description")))
            .toList(),
        total(answer));
  }

  private Pages.Page<BoxGroup> listOfV5(String path, String list, String id, int page) {
    Fields answer =
        box.askFields(BoxRequest.get(path).query("skip_num", page).query("limit", PER_PAGE))
            .in("data");
    return new Pages.Page<>(
        answer.all(list).stream()
            .map(
                each ->
                    new BoxGroup(
                        each.textOrNull(id), each.text("name"), each.textOrNull("description")))
            .toList(),
        total(answer));
  }

  private static @Nullable Long total(Fields answer) {
    return answer.has("pagination") ? answer.in("pagination").numberOrNull("total_count") : null;
  }

  /** The id of the permission group with this name; empty if there is none. */
  public Optional<String> permissionId(String name) {
    if (!box.isV6()) {
      return idOfV5("/SophonFace/api/permissions", name);
    }
    return Pages.<BoxGroup>stream(
            box.subject(), PER_PAGE, page -> permissionsOfV6(name, page), BoxGroup::name)
        .filter(group -> group.name().equals(name))
        .findFirst()
        .map(BoxGroup::id);
  }

  private Optional<String> idOfV5(String path, String name) {
    return box
        .ask(
            BoxRequest.get(path).query("info.name", name).query("exact", "true"),
            GroupIdsAnswer.V5R7.class)
        .groups()
        .stream()
        .filter(group -> group.info() == null || name.equals(group.info().name()))
        .findFirst()
        .map(GroupIdsAnswer.Group::id);
  }

  /**
   * Makes a permission group.
   *
   * @return its id; empty if the box, of V5, does not find it afterwards
   */
  public Optional<String> createPermissionGroup(String name, String description) {
    PermissionGroup.V2R2 group = new PermissionGroup.V2R2(name, description, Map.of());
    if (box.isV6()) {
      return Optional.of(
          box.askFields(BoxRequest.post(V6 + "createpermission", group)).text("permission_id"));
    }
    box.command(BoxRequest.post(PERMISSIONS, group));
    return permissionId(name);
  }

  /** Changes the description of a permission group. */
  public void describePermissionGroup(String name, String description) {
    PermissionGroup.V2R2 group = new PermissionGroup.V2R2(name, description, Map.of());
    box.command(
        box.isV6()
            ? BoxRequest.post(V6 + "updatepermission", group)
            : BoxRequest.put(PERMISSIONS, group));
  }

  /** Deletes a permission group, from V5 on, as the box's answer puts it, with its people. */
  public void deletePermissionGroup(String name, Confirmation confirmation) {
    confirmation.check(box);
    box.command(
        box.isV6()
            ? BoxRequest.post(V6 + "deletepermission", BoxRequest.object("permission_name", name))
            : BoxRequest.delete(PERMISSIONS, BoxRequest.object("permission_name", name)));
  }

  /** Every gallery, page by page as they are needed; V5 only, as all that follows. */
  public Stream<BoxGroup> galleries() {
    onlyV5();
    return Pages.stream(
        box.subject(),
        PER_PAGE,
        page -> listOfV5(GALLERIES, "groups_list", "group_id", page),
        BoxGroup::name);
  }

  /** The id of the gallery with this name, which a new device needs; empty if there is none. */
  public Optional<String> galleryId(String name) {
    onlyV5();
    return idOfV5("/SophonFace/api/groups", name);
  }

  /** Makes a gallery. */
  public void createGallery(String name, String description) {
    onlyV5();
    box.command(
        BoxRequest.post(
            GALLERIES, BoxRequest.object("group_name", name, "description", description)));
  }

  /** Changes the description of a gallery. */
  public void describeGallery(String name, String description) {
    onlyV5();
    box.command(
        BoxRequest.put(
            GALLERIES, BoxRequest.object("group_name", name, "description", description)));
  }

  /**
   * Deletes a gallery.
   *
   * @param withPeople whether to delete the people in it, too
   */
  public void deleteGallery(String name, boolean withPeople, Confirmation confirmation) {
    onlyV5();
    confirmation.check(box);
    box.command(
        BoxRequest.delete(
            GALLERIES, BoxRequest.object("group_name", name, "user_recursive_delete", withPeople)));
  }

  /** Puts people who are registered into a gallery. */
  public void addToGallery(String name, IdentityId... people) {
    onlyV5();
    box.command(BoxRequest.put(GALLERY_PEOPLE, selection(name, people)));
  }

  /** Takes people out of a gallery. */
  public void removeFromGallery(String name, IdentityId... people) {
    onlyV5();
    box.command(BoxRequest.delete(GALLERY_PEOPLE, selection(name, people)));
  }

  private static UnknownEvent selection(String name, IdentityId... people) {
    List<String> ids = Arrays.stream(people).map(IdentityId::text).toList();
    return BoxRequest.object("group_name", name, "identity_id", ids);
  }

  private void onlyV5() {
    if (box.isV6()) {
      throw box.unsupported("galleries");
    }
  }
}
